package ch.bexioclockodo.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * The texts of all route files of a folder at one moment; equal when every file reads the same.
 *
 * @param folder where they lie
 * @param texts by file name
 */
record RouteFiles(Path folder, SortedMap<String, String> texts) {

  private static final String ENDING = ".camel.yaml";

  private static final Pattern BEANS = topLevel("beans");
  private static final Pattern CONFIGURATION = topLevel("route-?[cC]onfiguration");

  RouteFiles {
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  static RouteFiles read(Path folder) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path file : files) {
        // Some editors leave a dangling link beside a file that is being edited.
        if (Files.isRegularFile(file)) {
          texts.put(file.getFileName().toString(), text(file));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return new RouteFiles(folder, texts);
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException notUtf8) {
      throw new IOException(file.getFileName() + " is not written in UTF-8", notUtf8);
    }
  }

  /** The names of the files that are new, gone or different in the others. */
  Set<String> differencesTo(RouteFiles others) {
    Set<String> names = new TreeSet<>(texts.keySet());
    names.addAll(others.texts.keySet());
    names.removeIf(name -> sameIn(others, name));
    return names;
  }

  /** These files, but those that hold beans on either side as they are in the others. */
  RouteFiles withBeansOf(RouteFiles others) {
    SortedMap<String, String> mixed = new TreeMap<>(texts);
    for (String name : differencesTo(others)) {
      if (holdsBeans(name) || others.holdsBeans(name)) {
        mixed.remove(name);
        if (others.texts.containsKey(name)) {
          mixed.put(name, others.texts.get(name));
        }
      }
    }
    return new RouteFiles(folder, mixed);
  }

  /**
   * The names of the files whose routes must be made anew for these files to run instead of the
   * others: those that differ, or all when a routeConfiguration does, since a route takes it when
   * it is made. Files that hold beans stay.
   */
  Set<String> toExchange(RouteFiles others) {
    Set<String> names = differencesTo(others);
    if (names.stream()
        .anyMatch(name -> holds(name, CONFIGURATION) || others.holds(name, CONFIGURATION))) {
      names.addAll(texts.keySet());
    }
    names.removeIf(this::holdsBeans);
    return names;
  }

  RouteFiles only(Set<String> names) {
    SortedMap<String, String> some = new TreeMap<>(texts);
    some.keySet().retainAll(names);
    return new RouteFiles(folder, some);
  }

  private boolean holdsBeans(String name) {
    return holds(name, BEANS);
  }

  private boolean holds(String name, Pattern what) {
    return texts.containsKey(name) && what.matcher(texts.get(name)).find();
  }

  private static Pattern topLevel(String key) {
    return Pattern.compile("^\\s*-\\s*[\"']?" + key + "[\"']?\\s*:", Pattern.MULTILINE);
  }

  /** The texts as Camel wants them, each under the address of its file. */
  List<Resource> resources() {
    return texts.entrySet().stream()
        .map(
            file ->
                ResourceHelper.fromString("file:" + folder.resolve(file.getKey()), file.getValue()))
        .toList();
  }

  /** The name of the file that a text of Camel's was read from. */
  static String name(Resource resource) {
    String location = resource.getLocation();
    return location.substring(Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\')) + 1);
  }

  private boolean sameIn(RouteFiles others, String name) {
    return texts.containsKey(name) && texts.get(name).equals(others.texts.get(name));
  }
}
