package com.meddevo.cli.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows under a heading, each column as wide as its widest cell. */
public final class Table {
    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heading) { rows.add(List.of(heading)); }

    /** @param cells as many as the heading has */
    public Table row(String... cells) {
        if (cells.length != rows.getFirst().size()) throw new IllegalArgumentException(cells.length + " cells under " + rows.getFirst());
        rows.add(List.of(cells));
        return this;
    }

    /**
     * One line each, the heading first, none longer than the width: a cut one ends in an ellipsis, and then a last line says where all of it stands.
     *
     * @param whole what shows it whole
     */
    public String within(int width, String whole) {
        String all = toString();
        if (all.lines().allMatch(line -> line.length() <= width)) return all;
        return all.lines().map(line -> line.length() <= width ? line : line.substring(0, width - 1) + "…")
                .collect(Collectors.joining("\n", "", "\nCut to the width; whole: " + whole + "\n"));
    }

    /** One line each, the heading first. */
    @Override
    public String toString() {
        var out = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(row.get(column)).append(" ".repeat(width(column) - row.get(column).length())).append(GAP);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private int width(int column) { return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0); }
}
