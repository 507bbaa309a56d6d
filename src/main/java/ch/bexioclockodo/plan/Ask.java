package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.BusinessActivity;
import ch.bexioclockodo.bexio.Contact;
import ch.bexioclockodo.bexio.Item;
import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.link.LinkKind;

/** Something in bexio that is asked for by its id. */
public record Ask(LinkKind kind, long id) {

  /** What it is asked as: the end of the name of the route that asks. */
  public String getName() {
    return switch (kind) {
      case CUSTOMER -> "contact";
      case PROJECT -> "project";
      case ITEM -> "item";
      default -> throw new IllegalStateException("bexio cannot be asked for one " + kind.word());
    };
  }

  /** Reads bexio's answer. */
  public Object read(String body) {
    return Json.read(body, recordOf(kind));
  }

  /** What bexio's side of a link is read as. */
  public static Class<?> recordOf(LinkKind kind) {
    return switch (kind) {
      case CUSTOMER -> Contact.class;
      case PROJECT -> Project.class;
      case ACTIVITY -> BusinessActivity.class;
      case ITEM -> Item.class;
      default -> throw new IllegalStateException("a " + kind.word() + " is not compared");
    };
  }

  /** As the end of its address. */
  public String getPath() {
    return "/" + id;
  }
}
