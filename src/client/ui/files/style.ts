import css from '../../../../public/css/files.css';
import { adoptStyle } from '../kit/adopt-style.ts';

adoptStyle(css);
