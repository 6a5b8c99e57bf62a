import { ChevronDown, ChevronUp, Hand, Mic, MicOff, Video, VideoOff, type IconNode } from 'lucide';
import { useId } from 'preact/hooks';
import { useApp } from '../context.ts';
import { Avatar } from '../kit/avatar.tsx';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { RemovePerson } from '../hosting/remove-person.tsx';
import { OwnOptions } from './own-options.tsx';
import type { Person } from './people.ts';
import { PersonOptions } from './person-options.tsx';
import { VolumeControl } from './volume-control.tsx';

function Mark({ icon, label, isOff = false }: { icon: IconNode; label: string; isOff?: boolean }) {
  return (
    <span class={`person__mark ${isOff ? 'person__mark--off' : ''}`} role="img" aria-label={label} title={label}>
      <Icon of={icon} size={18} />
    </span>
  );
}

function Devices({ person: { isMicrophoneOn, isCameraOn } }: { person: Person }) {
  const t = useT();
  return (
    <>
      {isMicrophoneOn !== null && (
        <Mark
          icon={isMicrophoneOn ? Mic : MicOff}
          label={t(`people.microphone.${isMicrophoneOn ? 'on' : 'off'}`)}
          isOff={!isMicrophoneOn}
        />
      )}
      {isCameraOn !== null && (
        <Mark
          icon={isCameraOn ? Video : VideoOff}
          label={t(`people.camera.${isCameraOn ? 'on' : 'off'}`)}
          isOff={!isCameraOn}
        />
      )}
    </>
  );
}

export interface PersonRowProps {
  readonly person: Person;
  /** Whether what can be done is shown below. */
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

export function PersonRow({ person, isOpen, onToggle }: PersonRowProps) {
  const { call, speaking } = useApp();
  const t = useT();
  const optionsId = useId();
  const { id, isSelf, hand } = person;
  const name = person.name || t('guest');
  const facts = [
    ...(person.isHost ? [t('people.host')] : []),
    ...(person.state === 'live' ? [] : [t(`tile.state.${person.state}`)]),
  ];
  const isSpeaking = speaking.speakers.value.has(id) && person.isMicrophoneOn !== false;

  return (
    <li
      class={`person ${isSpeaking ? 'person--speaking' : ''}`}
      data-testid="person"
      data-participant={id}
      data-state={person.state}
      {...(isSelf && { 'data-self': '' })}
    >
      <div class="person__head">
        <Avatar id={id} name={name} />
        <div class="person__who">
          <p class="person__name" title={name}>
            {isSelf ? t('tile.self', { name }) : name}
          </p>
          {facts.length > 0 && <p class="person__facts">{facts.join(' · ')}</p>}
        </div>
        {hand !== null && (
          <span class="person__hand" role="img" aria-label={t('hand.place', { place: hand })}>
            <Icon of={Hand} size={18} /> {hand}
          </span>
        )}
        <Devices person={person} />
        {!isSelf && call.hosting.isHost.value && <RemovePerson id={id} name={name} />}
        <button
          type="button"
          class="icon-button"
          aria-expanded={isOpen}
          aria-controls={optionsId}
          aria-label={t(isSelf ? 'people.ownOptions' : 'people.options', { name })}
          title={t('room.more')}
          data-testid="person-options"
          onClick={onToggle}
        >
          <Icon of={isOpen ? ChevronUp : ChevronDown} size={20} />
        </button>
      </div>
      {!isSelf && <VolumeControl id={id} name={name} />}
      <div id={optionsId} class="person__options" hidden={!isOpen}>
        {isOpen && (isSelf ? <OwnOptions /> : <PersonOptions person={person} name={name} />)}
      </div>
    </li>
  );
}
