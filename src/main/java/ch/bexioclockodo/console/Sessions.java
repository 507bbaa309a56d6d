package ch.bexioclockodo.console;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells browsers apart by a random name that each keeps, and signs that name for the forms that it
 * is shown: a page elsewhere can make a browser send a form, but not what stands in ours.
 */
final class Sessions {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /** Made anew with each process: forms of an earlier one are asked for once more. */
  private final SecretKeySpec key = new SecretKeySpec(bytes(), ALGORITHM);

  static boolean isName(String name) {
    return name != null && NAME.matcher(name).matches();
  }

  String newName() {
    return text(bytes());
  }

  /** What the forms of a browser carry. */
  String token(String name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return text(mac.doFinal(name.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java knows no " + ALGORITHM, e);
    }
  }

  boolean isToken(String name, String given) {
    return given != null
        && MessageDigest.isEqual(
            token(name).getBytes(StandardCharsets.US_ASCII),
            given.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
