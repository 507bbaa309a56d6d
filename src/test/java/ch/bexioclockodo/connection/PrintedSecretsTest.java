package ch.bexioclockodo.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds a secret can be printed all the same, in a log or in an exception. */
class PrintedSecretsTest {

  @Test
  void aGrantIsPrintedWithoutItsTokens() {
    Grant grant =
        new Grant(
            "access-s3cret", "refresh-s3cret", Instant.EPOCH, Instant.EPOCH, Set.of("openid"));
    assertThat(grant.toString()).contains("openid").doesNotContain("s3cret");
    assertThat(grant.renewedBy(grant).toString()).doesNotContain("s3cret");
  }

  @Test
  void aConsentIsPrintedWithoutWhatProvesIt() {
    Consent consent =
        new Issuer(
                "https://issuer.example",
                "client",
                "client-s3cret",
                Duration.ofSeconds(1),
                InstantSource.system())
            .newConsent(URI.create("http://localhost:8080/back"), Set.of("openid"));
    assertThat(consent.toString())
        .contains("openid")
        .doesNotContain(consent.state(), consent.verifier());
  }
}
