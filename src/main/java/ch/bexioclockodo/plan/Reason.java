package ch.bexioclockodo.plan;

import java.util.List;

/** Why a row is as it is: a stable code and what the sentence about it names. */
public record Reason(ReasonCode code, List<String> args) {

  public static Reason of(ReasonCode code, Object... args) {
    return new Reason(code, java.util.Arrays.stream(args).map(String::valueOf).toList());
  }
}
