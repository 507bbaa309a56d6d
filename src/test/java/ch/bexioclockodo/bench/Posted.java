package ch.bexioclockodo.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every timesheet that was posted, as bytes in large blocks, so that keeping them costs no time.
 */
final class Posted {

  private static final int BLOCK = 16 << 20;
  static final long FIRST_ID = 1001;

  private final List<byte[]> blocks = new ArrayList<>();
  private long[] places = new long[1 << 16];
  private int[] lengths = new int[1 << 16];
  private int count;
  private int used = BLOCK;

  /** The id of the next one. */
  long nextId() {
    return FIRST_ID + count;
  }

  void add(byte[] bytes, int from, int length) {
    if (used + length > BLOCK) {
      blocks.add(new byte[BLOCK]);
      used = 0;
    }
    if (count == places.length) {
      places = Arrays.copyOf(places, count * 2);
      lengths = Arrays.copyOf(lengths, count * 2);
    }
    System.arraycopy(bytes, from, blocks.get(blocks.size() - 1), used, length);
    places[count] = (long) (blocks.size() - 1) * BLOCK + used;
    lengths[count] = length;
    used += length;
    count++;
  }

  int size() {
    return count;
  }

  /** One by its id, or null. */
  String byId(long id) {
    long index = id - FIRST_ID;
    return index < 0 || index >= count ? null : at((int) index);
  }

  String at(int index) {
    byte[] block = blocks.get((int) (places[index] / BLOCK));
    return new String(block, (int) (places[index] % BLOCK), lengths[index], StandardCharsets.UTF_8);
  }
}
