package com.meddevo.techdoc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.index.CompoundIndex;

class ArchitectureTest {
    private static final JavaClasses TECHDOC = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.meddevo.techdoc");

    @Test
    void features_see_each_other_in_one_direction() {
        String[] outward = {"device", "fact", "document", "usage", "rendering"};
        for (int feature = 0; feature < outward.length; feature++) {
            for (int later = feature + 1; later < outward.length; later++) {
                noClasses().that().resideInAPackage("..techdoc." + outward[feature] + "..").should().dependOnClassesThat()
                        .resideInAPackage("..techdoc." + outward[later] + "..").check(TECHDOC);
            }
        }
        slices().matching("com.meddevo.techdoc.(*)..").should().beFreeOfCycles().check(TECHDOC);
    }

    @Test
    void no_transaction_is_needed_since_a_change_is_one_document() {
        noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework.transaction..")
                .because("the local database has no transactions; what changes together is stored together").check(TECHDOC);
    }

    @Test
    void unique_indexes_are_whole_since_partial_ones_mean_another_thing_locally() {
        Stream<CompoundIndex> indexes = TECHDOC.stream().map(type -> type.reflect())
                .flatMap(type -> Stream.of(type.getAnnotationsByType(CompoundIndex.class)));

        assertThat(indexes).isNotEmpty().allMatch(index -> index.partialFilter().isEmpty() && !index.sparse());
    }
}
