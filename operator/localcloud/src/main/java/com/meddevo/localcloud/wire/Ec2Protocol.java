package com.meddevo.localcloud.wire;

import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * EC2's kind of query protocol: flat lists in forms, the answer's members straight in the document, errors in a document of their own.
 *
 * @param namespace of the service's documents
 */
record Ec2Protocol(String namespace) implements Protocol {

    @Override
    public Optional<String> operation(WireRequest request) { return Optional.ofNullable(request.form().get("Action")); }

    @Override
    public Object read(WireRequest request, SdkPojo builder) { return new FormShape(request.form(), FormShape.Lists.FLAT).read(builder); }

    @Override
    public Answer write(String operation, SdkPojo response, String requestId) {
        return XmlAnswer.of(200, operation + "Response", namespace, xml -> {
            XmlAnswer.element(xml, "requestId", requestId);
            XmlShape.write(xml, response);
        });
    }

    /** EC2 models no exceptions, so there are no members to write. */
    @Override
    public Answer refuse(Problem problem, Optional<SdkPojo> members) {
        return XmlAnswer.of(problem.status(), "Response", "", xml -> {
            xml.writeStartElement("Errors");
            xml.writeStartElement("Error");
            XmlAnswer.element(xml, "Code", problem.code());
            XmlAnswer.element(xml, "Message", problem.message());
            xml.writeEndElement();
            xml.writeEndElement();
            XmlAnswer.element(xml, "RequestID", problem.requestId());
        });
    }

    @Override
    public UnreadCodes unread() { return UnreadCodes.OF_XML; }
}
