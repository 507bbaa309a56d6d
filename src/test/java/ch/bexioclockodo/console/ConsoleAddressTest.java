package ch.bexioclockodo.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleAddressTest {

  @Test
  void aBrowserThatLeavesTheUsualPortOutIsAtHome() {
    ConsoleAddress usual = address("80");
    for (String host : new String[] {"localhost", "127.0.0.1", "[::1]", "localhost:80"}) {
      assertThat(usual.isOwn(host)).as(host).isTrue();
      assertThat(usual.isOwnOrigin("http://" + host)).as(host).isTrue();
    }
    assertThat(usual.isOwn("localhost:8080")).isFalse();
    assertThat(usual.isOwn("evil.example")).isFalse();
  }

  @Test
  void anyOtherPortMustBeNamed() {
    assertThat(address("8080").isOwn("localhost")).isFalse();
    assertThat(address("8080").isOwnOrigin("http://localhost")).isFalse();
  }

  @Test
  void behindAProxyItAnswersUnderTheNameThatPeopleType() {
    ConsoleAddress behind =
        new ConsoleAddress(
            new Settings(
                Map.of(
                        "bexio-clockodo.http.bind", "0.0.0.0",
                        "bexio-clockodo.http.url", "https://Times.example.ch")
                    ::get));
    assertThat(behind.isOwn("times.example.ch")).isTrue();
    assertThat(behind.isOwnOrigin("https://times.example.ch")).isTrue();
    assertThat(behind.isOwnOrigin("http://times.example.ch")).isFalse();
    assertThat(behind.isOwn("times.example.ch.evil.example")).isFalse();
  }

  private static ConsoleAddress address(String port) {
    return new ConsoleAddress(new Settings(Map.of("bexio-clockodo.http.port", port)::get));
  }
}
