package com.meddevo.e2e;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/** The pages of the project lead to each other, and nowhere else in vain. Links out of the project are not followed. */
class HandbookTest {
    private static final Path ROOT = Path.of(System.getProperty("meddevo.root")).toAbsolutePath().normalize();
    private static final Parser MARKDOWN = Parser.builder().extensions(List.of(TablesExtension.create())).build();

    @Test
    void every_link_leads_to_a_page_and_a_heading_that_are_there() throws IOException {
        var broken = new ArrayList<String>();
        for (Path page : pages()) {
            for (String link : links(page)) {
                Path target = target(page, link);
                String heading = URI.create(link).getFragment();
                if (!Files.exists(target)) broken.add(ROOT.relativize(page) + " links to " + link + ", which does not exist");
                else if (heading != null && target.toString().endsWith(".md") && !headings(target).contains(heading))
                    broken.add(ROOT.relativize(page) + " links to " + link + ", but that page has no such heading");
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void every_page_of_the_handbook_is_reached_from_its_first_one() throws IOException {
        Path first = ROOT.resolve("docs/README.md");
        var reached = new HashSet<>(Set.of(first));
        var open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            Path page = open.remove();
            for (String link : links(page)) {
                for (Path next : pagesAt(target(page, link)))
                    if (reached.add(next)) open.add(next);
            }
        }

        assertThat(new TreeSet<>(pages().stream().filter(page -> page.startsWith(ROOT.resolve("docs"))).toList())).isSubsetOf(reached);
    }

    /** A link to a folder shows the pages in it. */
    private static List<Path> pagesAt(Path target) throws IOException {
        if (Files.isRegularFile(target)) return target.toString().endsWith(".md") ? List.of(target) : List.of();
        if (!Files.isDirectory(target)) return List.of();
        try (Stream<Path> inside = Files.list(target)) {
            return inside.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    private static Path target(Path page, String link) {
        String path = URI.create(link).getPath();
        return path == null || path.isEmpty() ? page : page.resolveSibling(path).normalize();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md")).filter(HandbookTest::isWrittenHere).sorted().toList();
        }
    }

    private static boolean isWrittenHere(Path file) {
        for (Path part : ROOT.relativize(file)) {
            String name = part.toString();
            if (name.equals("target") || name.equals("node_modules") || name.startsWith(".") || name.equals("fixtures")) return false;
        }
        return !file.toString().contains("src/test");
    }

    private static List<String> links(Path page) throws IOException {
        var links = new ArrayList<String>();
        MARKDOWN.parse(Files.readString(page)).accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) { found(link.getDestination()); }

            @Override
            public void visit(Image image) { found(image.getDestination()); }

            private void found(String destination) { if (!destination.matches("[a-z]+:.*")) links.add(destination); }
        });
        return links;
    }

    /** As the usual renderers name them. */
    private static Set<String> headings(Path page) throws IOException {
        var headings = new HashSet<String>();
        MARKDOWN.parse(Files.readString(page)).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add(text(heading).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
            }
        });
        return headings;
    }

    private static String text(Node node) {
        return switch (node) {
            case Text text -> text.getLiteral();
            case Code code -> code.getLiteral();
            default ->
                Stream.iterate(node.getFirstChild(), child -> child != null, Node::getNext).map(HandbookTest::text).collect(joining());
        };
    }
}
