package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The command that makes of a password what the settings keep. */
class HashPasswordTest {

  private final InputStream input = System.in;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void giveBack() {
    System.setIn(input);
  }

  @Test
  void theHashIsOfThatPasswordAndNeverTheSameTwice() {
    assertThat(hashed("Zürich ist schön\n")).isZero();
    String first = out.toString().strip();
    assertThat(OpenBSDBCrypt.checkPassword(first, "Zürich ist schön".toCharArray())).isTrue();
    assertThat(hashed("Zürich ist schön\n")).isZero();
    assertThat(out.toString().strip()).isNotEqualTo(first + "\n" + first);
  }

  @Test
  void whatIsTooShortOrWouldNotCountWholeIsRefused() {
    for (String password : new String[] {"", "short\n", "x".repeat(73) + "\n"}) {
      assertThat(hashed(password)).isEqualTo(2);
      assertThat(err.toString()).contains("10 characters");
    }
    assertThat(out.toString()).isEmpty();
  }

  private int hashed(String typed) {
    System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    return CommandLineApplication.run(
        new PrintWriter(out, true), new PrintWriter(err, true), "hash-password");
  }
}
