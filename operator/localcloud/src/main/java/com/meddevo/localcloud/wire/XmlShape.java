package com.meddevo.localcloud.wire;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Model objects as XML, as the query protocol writes them: times by ISO 8601, lists of {@code member}, maps of {@code entry}. */
final class XmlShape {

    private XmlShape() {}

    static void write(XMLStreamWriter xml, SdkPojo pojo) throws XMLStreamException {
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                xml.writeStartElement(field.unmarshallLocationName());
                write(xml, field, value);
                xml.writeEndElement();
            }
        }
    }

    private static void write(XMLStreamWriter xml, SdkField<?> field, Object value) throws XMLStreamException {
        switch (value) {
            case SdkPojo pojo -> write(xml, pojo);
            case List<?> list -> {
                var member = field.getTrait(ListTrait.class).memberFieldInfo();
                for (var element : list) {
                    xml.writeStartElement("member");
                    write(xml, member, element);
                    xml.writeEndElement();
                }
            }
            case Map<?, ?> map -> {
                var trait = field.getTrait(MapTrait.class);
                for (var entry : map.entrySet()) {
                    xml.writeStartElement("entry");
                    xml.writeStartElement(trait.keyLocationName());
                    xml.writeCharacters(entry.getKey().toString());
                    xml.writeEndElement();
                    xml.writeStartElement(trait.valueLocationName());
                    write(xml, trait.valueFieldInfo(), entry.getValue());
                    xml.writeEndElement();
                    xml.writeEndElement();
                }
            }
            case Instant time -> xml.writeCharacters(DateTimeFormatter.ISO_INSTANT.format(time));
            case SdkBytes bytes -> xml.writeCharacters(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
            default -> xml.writeCharacters(value.toString());
        }
    }
}
