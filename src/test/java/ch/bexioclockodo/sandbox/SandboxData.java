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

  /**
   * Contacts, projects, business activities and as many items with unique names on bexio's side
   * ({@code bexio.md} §3 to §5, §8); clockodo is empty but for its owner. Only the first contacts,
   * at most as many as there are projects, have projects.
   */
  static SandboxData masterData(int contacts, int projects, int services) {
    return (bexio, clockodo, seed, now) -> {
      Lookups.fill(bexio, clockodo);
      new BulkMasterData(bexio, seed, now).fill(contacts, projects, services);
    };
  }
}
