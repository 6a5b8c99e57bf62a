import { describe, expect, test } from '@jest/globals';
import { createDirectory } from '../../../../src/server/listings/directory.ts';
import { createListingNews } from '../../../../src/server/listings/listing-news.ts';
import type { PublicRoomsChanged } from '../../../../src/shared/public-rooms.ts';
import { createFakeClock } from '../../../support/fakes/fake-clock.ts';

function setUp() {
  const clock = createFakeClock();
  const told: PublicRoomsChanged[] = [];
  const directory = createDirectory({ onChange: (id) => news.changed(id), isLimitedPerAddress: true });
  const news = createListingNews({
    find: directory.find,
    tell: (change) => told.push(change),
    schedule: clock.schedule,
  });
  const note = (id: string, people: number): void =>
    directory.note({
      id,
      listing: { title: id, topic: '' },
      people,
      isLocked: false,
      hasPasscode: false,
      isFull: false,
    });
  return { clock, told, note, news };
}

describe('news of the list of public rooms', () => {
  test('L3: come within half a second, however often a room changes, and tell its last state', async () => {
    const { clock, told, note } = setUp();
    for (let people = 1; people <= 100; people += 1) note('red', people);
    note('blue', 1);
    note('blue', 0);
    await clock.pass(500);

    expect(told).toEqual([
      { isWhole: false, rooms: [expect.objectContaining({ id: 'red', people: 100 })], gone: ['blue'] },
    ]);
    await clock.pass(10_000);
    expect(told).toHaveLength(1);
  });

  test('come no more once the server ends', async () => {
    const { clock, told, note, news } = setUp();
    note('red', 1);
    news.close();
    await clock.pass(1000);
    expect(told).toEqual([]);
  });
});
