// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/audiencefile.h"

#include "network/codec/audiencescodec.h"

namespace muster {

AudienceRead<AudienceFile> readAudienceFile(const QByteArray &json)
{
    return readDefinition(json).map(
        [](DefinitionText text) { return AudienceFile{std::move(text.definition), text.bareCriteria, text.version}; });
}

QByteArray audienceFileText(const AudienceDefinition &definition)
{
    return writeDefinition(definition, std::nullopt, JsonWriter::Form::Indented);
}

QByteArray audienceFileLine(const AudienceDefinition &definition)
{
    return writeDefinition(definition, std::nullopt, JsonWriter::Form::Line);
}

AudienceRead<CriteriaGroup> readCriteriaText(const QByteArray &json)
{
    return readCriteria(json);
}

QByteArray criteriaText(const CriteriaGroup &criteria)
{
    return writeCriteria(criteria, JsonWriter::Form::Indented);
}

AudienceRead<QList<CriteriaNode>> readCriteriaClipboard(const QByteArray &text)
{
    auto nodes = readCriteriaNodes(text);
    if (nodes)
        return nodes;
    if (auto definition = readDefinition(text); definition && !definition->bareCriteria)
        return QList<CriteriaNode>{{std::move(definition->definition.criteria)}};
    return nodes;
}

QByteArray criteriaClipboard(const CriteriaTree &tree, const QList<CriteriaNodeId> &nodes)
{
    QList<CriteriaNode> parts;
    CriteriaNodeId last = noCriteriaNode;
    for (const CriteriaNodeId id : tree.inReadingOrder()) {
        if (!nodes.contains(id) || (last != noCriteriaNode && tree.isWithin(id, last)))
            continue;
        last = id;
        parts.append(tree.content(id));
    }
    return writeCriteriaNodes(parts, JsonWriter::Form::Indented);
}

} // namespace muster
