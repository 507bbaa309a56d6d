package ch.bexioclockodo.sandbox;

import java.time.ZoneId;

/** Everything both simulated systems consist of: state, clock, rules and limits. */
record World(
    SandboxSide bexio,
    SandboxSide clockodo,
    SandboxClock clock,
    BexioRules bexioRules,
    ClockodoRules clockodoRules,
    Limits limits) {

  /** The company's wall time: bexio's times carry no zone and mean this one. */
  static final ZoneId COMPANY_ZONE = ZoneId.of("Europe/Zurich");
}
