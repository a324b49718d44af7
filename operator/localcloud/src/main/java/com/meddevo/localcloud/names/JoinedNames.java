package com.meddevo.localcloud.names;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names of several tables in one, as tasks see them.
 *
 * @param tables the earlier one wins where two have a name
 */
public record JoinedNames(List<NameTable> tables) implements NameTable {

    @Override
    public Map<String, List<String>> addresses() {
        var joined = new TreeMap<String, List<String>>();
        tables.forEach(table -> table.addresses().forEach(joined::putIfAbsent));
        return Collections.unmodifiableMap(joined);
    }

    @Override
    public void onChange(Runnable listener) { tables.forEach(table -> table.onChange(listener)); }
}
