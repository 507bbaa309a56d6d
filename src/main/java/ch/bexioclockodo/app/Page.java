package ch.bexioclockodo.app;

import java.util.List;

/** A small page of HTML; every text in it is escaped. */
final class Page {

  private final StringBuilder html = new StringBuilder();

  Page(String title) {
    html.append("<!doctype html><html><head><meta charset=\"utf-8\"><title>")
        .append(escaped(title))
        .append("</title></head><body><h1>")
        .append(escaped(title))
        .append("</h1>");
  }

  Page line(String text) {
    html.append("<p>").append(escaped(text)).append("</p>");
    return this;
  }

  Page list(List<String> texts) {
    html.append("<ul>");
    texts.forEach(text -> html.append("<li>").append(escaped(text)).append("</li>"));
    html.append("</ul>");
    return this;
  }

  /** A button that posts to an address of ours. */
  Page button(String text, String path) {
    html.append("<form method=\"post\" action=\"")
        .append(escaped(path))
        .append("\"><button>")
        .append(escaped(text))
        .append("</button></form>");
    return this;
  }

  Page link(String text, String path) {
    html.append("<p><a href=\"")
        .append(escaped(path))
        .append("\">")
        .append(escaped(text))
        .append("</a></p>");
    return this;
  }

  String html() {
    return html + "</body></html>\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
