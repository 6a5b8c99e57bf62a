import css from '../../../../public/css/settings.css';
import { adoptStyle } from '../kit/adopt-style.ts';

adoptStyle(css);
