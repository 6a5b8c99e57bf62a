/** The files of a drop or a paste. Folders look like files that cannot be read: they are left out. */
export function filesOf(data: DataTransfer | null): File[] {
  return [...(data?.items ?? [])]
    .filter((item) => item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory !== true)
    .map((item) => item.getAsFile())
    .filter((file) => file !== null);
}

export const hasFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') ?? false;
