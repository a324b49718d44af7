package com.meddevo.aws.dnsrecord;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How Route 53 writes names: edge behaviour 29. */
class DomainNamesTest {
    @Test
    void a_name_loses_its_last_dot_its_capitals_and_its_numbers() {
        assertThat(DomainNames.plain("\\052.Docs.example.com.")).isEqualTo("*.docs.example.com");
        assertThat(DomainNames.plain("docs.example.com")).isEqualTo("docs.example.com");
    }

    @Test
    void an_alias_leads_to_the_same_with_and_without_dualstack() {
        assertThat(DomainNames.target("dualstack.Internal-1.eu-central-1.elb.amazonaws.com."))
                .isEqualTo(DomainNames.target("internal-1.eu-central-1.elb.amazonaws.com"));
    }

    @Test
    void an_owner_s_record_speaks_of_one_name_one_environment_and_one_app() {
        var record = new OwnerRecord("production").of("techdoc", "docs.example.com");

        assertThat(OwnerRecord.subject(record)).contains("docs.example.com");
        assertThat(new OwnerRecord("production").app(record)).contains("techdoc");
        assertThat(new OwnerRecord("staging").app(record)).isEmpty();
        assertThat(OwnerRecord.subject(record.toBuilder().name("docs.example.com.").build())).isEmpty();
    }
}
