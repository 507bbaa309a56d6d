package ch.bexioclockodo.connection;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.XChaCha20Poly1305Key;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/** Encrypts what is stored, bound to the place where it stands, so that nothing can be moved. */
final class SecretBox {

  private final Aead aead;

  private SecretBox(Aead aead) {
    this.aead = aead;
  }

  /**
   * @param key as Base64; its length has been looked at
   */
  static SecretBox of(String key) {
    try {
      AeadConfig.register();
      SecretBytes bytes =
          SecretBytes.copyFrom(
              Base64.getDecoder().decode(key.strip()), InsecureSecretKeyAccess.get());
      KeysetHandle keys =
          KeysetHandle.newBuilder()
              .addEntry(
                  KeysetHandle.importKey(XChaCha20Poly1305Key.create(bytes))
                      .withFixedId(1)
                      .makePrimary())
              .build();
      return new SecretBox(keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this machine cannot encrypt", e);
    }
  }

  /**
   * @param place where the text will stand; it must be the same to open it
   */
  String seal(String text, String place) {
    try {
      return Base64.getEncoder()
          .encodeToString(aead.encrypt(utf8(text), utf8("bexio-clockodo " + place)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this machine cannot encrypt", e);
    }
  }

  /** What was sealed, or nothing when it was with another key, or for another place. */
  Optional<String> open(String sealed, String place) {
    try {
      byte[] text =
          aead.decrypt(Base64.getDecoder().decode(sealed), utf8("bexio-clockodo " + place));
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
