package ch.bexioclockodo.console;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Passwords as bcrypt keeps them. */
public final class Passwords {

  /** A quarter of a second of a usual machine. */
  private static final int COST = 12;

  private static final int SALT_BYTES = 16;
  private static final int SHORTEST = 10;

  /** What bcrypt takes into account. */
  private static final int MOST_BYTES = 72;

  private Passwords() {}

  /** Whether a password can be used: long enough, and not so long that its end would not count. */
  public static boolean isUsable(String password) {
    return password.length() >= SHORTEST
        && password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
  }

  public static String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return OpenBSDBCrypt.generate("2y", password.toCharArray(), salt, COST);
  }

  static boolean isRight(String password, String hash) {
    return isUsable(password) && OpenBSDBCrypt.checkPassword(hash, password.toCharArray());
  }
}
