package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.BexioUser;
import ch.bexioclockodo.bexio.BusinessActivity;
import ch.bexioclockodo.bexio.OffsetPages;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import ch.bexioclockodo.link.NameKey;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.PlanRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What bexio holds right after a create that was not answered, or was refused because it is there:
 * a user by e-mail in both lists, an activity by its name.
 */
public final class FirstReadBack {

  private final OffsetPages<BexioUser> users =
      OffsetPages.withTotal("bexio-list-users", BexioUser::id);
  private final OffsetPages<BexioUser> fictionalUsers =
      OffsetPages.withTotal("bexio-list-fictional-users", BexioUser::id);
  private final OffsetPages<BusinessActivity> activities =
      OffsetPages.newestFirst("bexio-list-business-activities", BusinessActivity::id, null);
  private final boolean ofUser;
  private final Map<String, Object> sent;

  /** What was found: which kind of thing, its id and its name. */
  record Found(LinkKind kind, long id, String name) {}

  FirstReadBack(Sending sending) {
    ofUser = PlanRow.FICTIONAL_USER.equals(sending.getKind());
    sent = Json.readMap(sending.payload());
  }

  /** The lists to read. */
  public List<Object> getLists() {
    return ofUser ? List.of(users, fictionalUsers) : List.of(activities);
  }

  /** The only thing in bexio that is what was sent and is linked to nothing; or nothing. */
  Optional<Found> found(Links links) {
    List<Found> found =
        (ofUser ? people() : activities())
            .filter(one -> links.ofBexio(one.kind(), one.id()).isEmpty())
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private Stream<Found> people() {
    return Stream.concat(
        withEmail(LinkKind.USER, users), withEmail(LinkKind.FICTIONAL_USER, fictionalUsers));
  }

  private Stream<Found> withEmail(LinkKind kind, OffsetPages<BexioUser> list) {
    String email = String.valueOf(sent.get("email")).strip();
    return list.getRows().stream()
        .filter(user -> user.email() != null && user.email().strip().equalsIgnoreCase(email))
        .map(user -> new Found(kind, user.id(), user.name()));
  }

  private Stream<Found> activities() {
    String name = NameKey.equal(String.valueOf(sent.get("name")));
    return activities.getRows().stream()
        .filter(activity -> NameKey.equal(activity.name()).equals(name))
        .map(activity -> new Found(LinkKind.ACTIVITY, activity.id(), activity.name()));
  }
}
