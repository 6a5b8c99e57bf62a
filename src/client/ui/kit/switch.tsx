export interface SwitchProps {
  readonly label: string;
  /** What it does, where the name does not say it. */
  readonly hint?: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly testId?: string;
}

/** A setting that is on or off, at once. */
export function Switch({ label, hint, isOn, onChange, testId }: SwitchProps) {
  return (
    <label class="switch">
      <span class="switch__text">
        <span>{label}</span>
        {hint !== undefined && <small class="switch__hint">{hint}</small>}
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        data-testid={testId}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    </label>
  );
}
