package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  private final Table table = new Table("things", 5, Json.object("name", "", "colour", "red"));

  @Test
  void rowsAreFoundByTheirExactNameInTheOrderOfTheirIds() {
    table.insert(Json.object("id", 9, "name", "Two"));
    table.insert(Json.object("id", 7, "name", "Two"));
    table.insert(Json.object("name", "two"));
    assertThat(ids("Two")).containsExactly(7, 9);
    assertThat(ids("two")).containsExactly(10);
    assertThat(ids("Tw")).isEmpty();
  }

  @Test
  void aNameFollowsItsRow() {
    table.insert(Json.object("name", "Old"));
    table.update(5, Json.object("name", "New"));
    assertThat(ids("Old")).isEmpty();
    assertThat(ids("New")).containsExactly(5);
    table.update(5, Json.object("colour", "blue"));
    assertThat(table.named("New").get(0).get("colour").asText()).isEqualTo("blue");
    table.remove(5);
    assertThat(ids("New")).isEmpty();
  }

  @Test
  void everyChangeMovesTheVersionAndReadingDoesNot() {
    long fresh = table.version();
    table.insert(Json.object("name", "One"));
    long inserted = table.version();
    table.list();
    table.named("One");
    assertThat(table.version()).isEqualTo(inserted).isGreaterThan(fresh);
    table.update(5, Json.object("colour", "blue"));
    long updated = table.version();
    assertThat(updated).isGreaterThan(inserted);
    table.remove(5);
    assertThat(table.version()).isGreaterThan(updated);
  }

  private List<Integer> ids(String name) {
    return table.named(name).stream().map((ObjectNode row) -> row.get("id").intValue()).toList();
  }
}
