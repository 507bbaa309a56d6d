package ch.bexioclockodo.sandbox;

import java.util.Map;
import java.util.Set;

/** Which scope a call needs, {@code bexio.md} §2; what is not named here needs none. */
final class BexioScopes {

  private static final Map<String, String> BY_RESOURCE =
      Map.of(
          "contact", "contact",
          "contact_group", "contact",
          "pr_project", "project",
          "timesheet", "monitoring",
          "article", "article",
          "kb_invoice", "kb_invoice",
          "banking", "bank_account",
          "accounts", "accounting");

  private BexioScopes() {}

  static boolean allow(Call call, Set<String> granted) {
    String resource = call.path().split("/").length > 2 ? call.path().split("/")[2] : "";
    String scope = BY_RESOURCE.get(resource);
    boolean reads = call.method().equals("GET") || call.path().endsWith("/search");
    return scope == null
        || granted.contains(scope)
        || granted.contains(scope + "_edit")
        || reads && granted.contains(scope + "_show");
  }
}
