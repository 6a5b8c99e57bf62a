import css from '../../../../public/css/safety.css';
import { adoptStyle } from '../kit/adopt-style.ts';

adoptStyle(css);
