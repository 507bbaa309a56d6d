package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Rows of one simulated resource by id. Rows are replaced, never changed in place, so a row that
 * was read stays what it was; keys with a leading underscore are state that never goes on the wire.
 */
public final class Table {

  private final String name;
  private final ObjectNode defaults;
  private final ConcurrentSkipListMap<Integer, ObjectNode> rows = new ConcurrentSkipListMap<>();
  private final Map<String, NavigableSet<Integer>> idsByName = new HashMap<>();
  private int lastId;
  private long version;

  Table(String name, int firstId, ObjectNode defaults) {
    this.name = name;
    this.lastId = firstId - 1;
    this.defaults = defaults;
  }

  public String name() {
    return name;
  }

  /** All rows in the order of their ids. */
  public List<ObjectNode> list() {
    return new ArrayList<>(rows.values());
  }

  /** The row, or null when there is none of this id. */
  public ObjectNode get(int id) {
    return rows.get(id);
  }

  public int count() {
    return rows.size();
  }

  /** Adds a row; keys not given take the resource's defaults, and the id is drawn unless given. */
  public synchronized ObjectNode insert(ObjectNode given) {
    int id = given.hasNonNull("id") ? given.get("id").intValue() : lastId + 1;
    if (rows.containsKey(id)) {
      throw new IllegalArgumentException(name + " " + id + " exists already");
    }
    ObjectNode row = Json.object("id", id);
    row.setAll(defaults);
    row.setAll(given.deepCopy());
    row.put("id", id);
    put(id, row);
    lastId = Math.max(lastId, id);
    return row;
  }

  /** Replaces the given keys of a row; the others stay. */
  public synchronized ObjectNode update(int id, ObjectNode partial) {
    ObjectNode old = rows.get(id);
    if (old == null) {
      throw new NoSuchElementException(name + " " + id + " does not exist");
    }
    ObjectNode row = Json.MAPPER.createObjectNode();
    row.setAll(old);
    row.setAll(partial.deepCopy());
    row.put("id", id);
    put(id, row);
    return row;
  }

  /** Removes a row; true when there was one. */
  public synchronized boolean remove(int id) {
    version++;
    ObjectNode old = rows.remove(id);
    forgetName(id, old);
    return old != null;
  }

  Collection<ObjectNode> rows() {
    return rows.values();
  }

  /** The rows whose {@code name} is exactly this, in the order of their ids. */
  synchronized List<ObjectNode> named(String wanted) {
    List<ObjectNode> found = new ArrayList<>();
    for (int id : idsByName.getOrDefault(wanted, Collections.emptyNavigableSet())) {
      found.add(rows.get(id));
    }
    return found;
  }

  /** Grows with every change, so that somebody who kept something knows when it is old. */
  synchronized long version() {
    return version;
  }

  boolean contains(int id) {
    return rows.containsKey(id);
  }

  /** The highest free id below the given one, or 0 when all are taken. */
  synchronized int freeIdBelow(int id) {
    int candidate = id - 1;
    while (candidate > 0 && rows.containsKey(candidate)) {
      candidate--;
    }
    return candidate;
  }

  private void put(int id, ObjectNode row) {
    version++;
    forgetName(id, rows.put(id, row));
    if (row.path("name").isTextual()) {
      idsByName.computeIfAbsent(row.get("name").textValue(), key -> new TreeSet<>()).add(id);
    }
  }

  private void forgetName(int id, ObjectNode old) {
    if (old != null && old.path("name").isTextual()) {
      idsByName.computeIfPresent(
          old.get("name").textValue(),
          (key, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
          });
    }
  }
}
