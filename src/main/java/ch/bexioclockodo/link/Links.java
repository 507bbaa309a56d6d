package ch.bexioclockodo.link;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All links of one connection in memory, found by either id. */
public final class Links {

  private final Map<LinkKind, Map<Long, Link>> byBexioId = new EnumMap<>(LinkKind.class);
  private final Map<LinkKind, Map<Long, Link>> byClockodoId = new EnumMap<>(LinkKind.class);

  public Links(Collection<Link> links) {
    for (LinkKind kind : LinkKind.values()) {
      byBexioId.put(kind, new HashMap<>());
      byClockodoId.put(kind, new HashMap<>());
    }
    for (Link link : links) {
      byBexioId.get(link.kind()).put(link.bexioId(), link);
      byClockodoId.get(link.kind()).put(link.clockodoId(), link);
    }
  }

  /** Every link of a kind. */
  public Collection<Link> of(LinkKind kind) {
    return byBexioId.get(kind).values();
  }

  public Optional<Link> ofBexio(LinkKind kind, long bexioId) {
    return Optional.ofNullable(byBexioId.get(kind).get(bexioId));
  }

  public Optional<Link> ofClockodo(LinkKind kind, long clockodoId) {
    return Optional.ofNullable(byClockodoId.get(kind).get(clockodoId));
  }

  /** The bexio user behind a clockodo user: a real user before a fictional one. */
  public Optional<Link> userOf(long clockodoId) {
    return ofClockodo(LinkKind.USER, clockodoId)
        .or(() -> ofClockodo(LinkKind.FICTIONAL_USER, clockodoId));
  }
}
