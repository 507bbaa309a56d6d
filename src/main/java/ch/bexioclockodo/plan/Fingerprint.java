package ch.bexioclockodo.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A short, stable sign of what a row was made from; a different one means that source or links
 * changed.
 */
public final class Fingerprint {

  /** Ends the fingerprint of a row whose parent another row of the same plan creates. */
  public static final String UNDER_ROW = "/row";

  private Fingerprint() {}

  /**
   * Whether a row planned earlier still stands: the same source, and the same parent unless its own
   * plan creates it.
   */
  public static boolean same(String planned, String today) {
    if (today == null) {
      return false;
    }
    return planned.endsWith(UNDER_ROW)
        ? planned.substring(0, planned.indexOf('/')).equals(today.split("/")[0])
        : planned.equals(today);
  }

  public static String of(Object... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Object part : parts) {
        String text = String.valueOf(part);
        digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
