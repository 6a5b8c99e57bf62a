import css from '../../../../public/css/chat.css';
import { adoptStyle } from '../kit/adopt-style.ts';

adoptStyle(css);
