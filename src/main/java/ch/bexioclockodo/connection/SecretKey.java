package ch.bexioclockodo.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The key that stored tokens are encrypted with: out of the settings, or of a file that only its
 * owner may read, created when it is first needed.
 */
public final class SecretKey {

  /** How long a key is, in bytes. */
  public static final int LENGTH = 32;

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private final String setting;
  private final Path file;

  /**
   * @param setting the key as Base64, or empty
   * @param file where the key lies when no setting says it; null when there is no such place
   */
  public SecretKey(String setting, Path file) {
    this.setting = setting;
    this.file = file;
  }

  /** Whether a text is a key. */
  public static boolean isKey(String text) {
    try {
      return Base64.getDecoder().decode(text.strip()).length == LENGTH;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** What a person calls the key: where it stands. */
  String place() {
    return setting.isEmpty() && file != null ? file.toString() : "bexio-clockodo.secret-key";
  }

  /** The key to read with; it must be there. */
  SecretBox box() throws NoAccess {
    if (!setting.isEmpty()) {
      return SecretBox.of(setting);
    }
    if (file == null || !Files.exists(file)) {
      throw wrong("there is no key");
    }
    try {
      Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      others.removeAll(OWNER);
      others.remove(PosixFilePermission.OWNER_EXECUTE);
      if (!others.isEmpty()) {
        throw wrong("others than its owner may read it; take that right away (chmod 600)");
      }
    } catch (UnsupportedOperationException noSuchRights) {
      // Where files have no such rights, those of the folder must do.
    } catch (IOException e) {
      throw wrong("it cannot be read: " + e.getMessage());
    }
    try {
      String key = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (!isKey(key)) {
        throw wrong("it does not hold " + LENGTH + " bytes as Base64");
      }
      return SecretBox.of(key);
    } catch (IOException e) {
      throw wrong("it cannot be read: " + e.getMessage());
    }
  }

  /** The key to write with; a missing file is created. */
  SecretBox boxOrNew() throws NoAccess {
    if (setting.isEmpty() && file != null && !Files.exists(file)) {
      create();
    }
    return box();
  }

  /** Whole or not at all, and never over a key that somebody else has just made. */
  private void create() throws NoAccess {
    byte[] key = new byte[LENGTH];
    new SecureRandom().nextBytes(key);
    try {
      Path half;
      try {
        half =
            Files.createTempFile(
                file.getParent(), "secret", ".key", PosixFilePermissions.asFileAttribute(OWNER));
      } catch (UnsupportedOperationException noSuchRights) {
        half = Files.createTempFile(file.getParent(), "secret", ".key");
      }
      try {
        Files.writeString(
            half, Base64.getEncoder().encodeToString(key) + "\n", StandardCharsets.US_ASCII);
        Files.createLink(file, half);
      } catch (FileAlreadyExistsException madeMeanwhile) {
        // Theirs is as good.
      } catch (UnsupportedOperationException noLinks) {
        Files.move(half, file);
      } finally {
        Files.deleteIfExists(half);
      }
    } catch (IOException e) {
      throw wrong(
          "it cannot be created ("
              + e.getMessage()
              + "); set bexio-clockodo.secret-key instead, "
              + LENGTH
              + " random bytes as Base64");
    }
  }

  private NoAccess wrong(String why) {
    return new NoAccess(NoAccess.Reason.KEY_WRONG, place() + ": " + why);
  }
}
