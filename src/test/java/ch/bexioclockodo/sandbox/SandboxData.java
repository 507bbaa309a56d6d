package ch.bexioclockodo.sandbox;

import java.time.Instant;

/** What a sandbox holds when it starts. The fixed lookup lists are always there. */
@FunctionalInterface
public interface SandboxData {

  /** Fills both sides; the same seed gives the same rows. */
  void fill(SandboxSide bexio, SandboxSide clockodo, long seed, Instant now);

  /** A Zurich engineering company from February to November 2026, with every kind of row. */
  static SandboxData company() {
    return (bexio, clockodo, seed, now) -> {
      Lookups.fill(bexio, clockodo);
      CompanyMasterData.fill(bexio, clockodo);
      CompanyEntries.fill(clockodo, seed);
      CompanySpecials.fill(clockodo, now);
    };
  }

  /** Only lookup lists, one bexio user "me", one clockodo owner and worker, the company profile. */
  static SandboxData empty() {
    return (bexio, clockodo, seed, now) -> Lookups.fill(bexio, clockodo);
  }

  /** A small company of equal names on both sides with this many exportable September entries. */
  static SandboxData entries(int count) {
    return (bexio, clockodo, seed, now) -> {
      Lookups.fill(bexio, clockodo);
      VolumeData.fill(bexio, clockodo, count);
    };
  }
}
