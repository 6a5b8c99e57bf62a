import css from '../../../../public/css/people.css';
import { adoptStyle } from '../kit/adopt-style.ts';

adoptStyle(css);
