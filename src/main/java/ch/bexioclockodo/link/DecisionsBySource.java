package ch.bexioclockodo.link;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All decisions of one connection in memory, found by the source row they are about. */
public final class DecisionsBySource {

  private final Map<List<Object>, Decision> bySource = new HashMap<>();
  private final Map<LinkKind, Set<Long>> linkTargets = new HashMap<>();

  public DecisionsBySource(Collection<Decision> decisions) {
    for (Decision decision : decisions) {
      bySource.put(List.of(decision.kind(), decision.sourceId()), decision);
      if (decision.choice() == Choice.LINK) {
        linkTargets
            .computeIfAbsent(decision.kind(), kind -> new HashSet<>())
            .add(decision.targetId());
      }
    }
  }

  public Optional<Decision> of(LinkKind kind, long sourceId) {
    return Optional.ofNullable(bySource.get(List.of(kind, sourceId)));
  }

  /** Whether somebody decided to link something to this, clockodo's or of a user bexio's. */
  public boolean wants(LinkKind kind, long targetId) {
    return linkTargets.getOrDefault(kind, Set.of()).contains(targetId);
  }

  /** Every decision about things of a kind. */
  public List<Decision> of(LinkKind kind) {
    return bySource.values().stream()
        .filter(decision -> decision.kind() == kind)
        .sorted(Comparator.comparingLong(Decision::sourceId))
        .toList();
  }

  /** Whether a person has taken this pair apart. */
  public boolean apart(LinkKind kind, long bexioId, long clockodoId) {
    return of(kind, bexioId)
        .filter(decision -> decision.choice() == Choice.APART)
        .map(decision -> decision.targetId() == clockodoId)
        .orElse(false);
  }
}
