package ch.bexioclockodo.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretKeyTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @TempDir Path folder;

  @Test
  void whoeverMakesTheFileAtTheSameTimeUsesTheSameKey() throws Exception {
    Path file = folder.resolve("secret.key");
    ExecutorService pool = Executors.newFixedThreadPool(8);
    Callable<SecretBox> make = () -> new SecretKey("", file).boxOrNew();
    List<SecretBox> boxes = new ArrayList<>();
    try {
      for (Future<SecretBox> made : pool.invokeAll(Collections.nCopies(8, make))) {
        boxes.add(made.get());
      }
    } finally {
      pool.shutdownNow();
    }
    String sealed = boxes.get(0).seal("token", "here");
    assertThat(boxes).allSatisfy(box -> assertThat(box.open(sealed, "here")).contains("token"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void whatIsSealedForOnePlaceOpensInNoOther() throws NoAccess {
    SecretBox box = new SecretKey(KEY, null).box();
    String sealed = box.seal("token", "default access");
    assertThat(sealed).doesNotContain("token");
    assertThat(box.seal("token", "default access")).isNotEqualTo(sealed);
    assertThat(box.open(sealed, "default access")).contains("token");
    assertThat(box.open(sealed, "default refresh")).isEmpty();
    assertThat(box.open("token", "default access")).isEmpty();
  }

  @Test
  void theSettingCountsBeforeTheFileAndCreatesNone() throws NoAccess {
    Path file = folder.resolve("secret.key");
    new SecretKey(KEY, file).boxOrNew();
    assertThat(file).doesNotExist();
  }

  @Test
  void aFileThatHoldsNoKeyOrIsNotOursAloneIsRefusedByItsName() throws Exception {
    Path file = folder.resolve("secret.key");
    SecretKey key = new SecretKey("", file);
    assertThatThrownBy(key::box).isInstanceOf(NoAccess.class).hasMessageContaining("secret.key");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, "too short");
    assertThatThrownBy(key::box)
        .hasMessageContaining("secret.key")
        .hasMessageNotContaining("too short");
    Files.writeString(file, KEY);
    assertThat(key.box()).isNotNull();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    assertThatThrownBy(key::box).hasMessageContaining("chmod 600");
  }

  @Test
  void withoutAPlaceForAFileTheSettingIsNamed() {
    assertThatThrownBy(() -> new SecretKey("", null).boxOrNew())
        .isInstanceOf(NoAccess.class)
        .hasMessageContaining("bexio-clockodo.secret-key");
  }

  @Test
  void onlyThirtyTwoBytesAreAKey() {
    assertThat(SecretKey.isKey(KEY)).isTrue();
    assertThat(SecretKey.isKey("password")).isFalse();
    assertThat(SecretKey.isKey("")).isFalse();
    assertThat(SecretKey.isKey("not Base64 at all!")).isFalse();
  }
}
