package ch.bexioclockodo.clockodo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallWindowTest {

  @Test
  void windowsOfAllCallsAndOfTheTwoGroupsAreRead() {
    assertThat(CallWindow.parse(" 900/PT1M  20000/P1D entrygroups:10/PT1M enhanced:300/PT0.5S"))
        .containsExactly(
            new CallWindow("", 900, Duration.ofMinutes(1)),
            new CallWindow("", 20_000, Duration.ofDays(1)),
            new CallWindow("entrygroups", 10, Duration.ofMinutes(1)),
            new CallWindow("enhanced", 300, Duration.ofMillis(500)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "900",
        "900/1M",
        "0/PT1M",
        "100000/PT1M",
        "900/PT0S",
        "900/PT-1M",
        "900/P32D",
        "900/PT99999999H",
        "reports:10/PT1M",
        "900/PT1M, 2250/PT15M",
      })
  void anythingElseIsAMistake(String text) {
    assertThatThrownBy(() -> CallWindow.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write 900/PT1M");
  }
}
