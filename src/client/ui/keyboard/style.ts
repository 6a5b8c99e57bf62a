import css from '../../../../public/css/keyboard.css';
import { adoptStyle } from '../kit/adopt-style.ts';

adoptStyle(css);
