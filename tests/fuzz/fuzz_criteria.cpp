// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Criteria, parts of criteria and definitions as JSON (F76, F98, S16). What can be read is written and read again as
// the same, byte for byte from the second writing on; every fault lies within the text.

#include "network/codec/audiencescodec.h"
#include "tests/fuzz/fuzzers.h"


namespace fuzz_criteria {

namespace {

using namespace muster;
using muster::tests::check;

template <typename Value>
void checkFault(const CriteriaRead<Value> &read, const QByteArray &json)
{
    check(read || (read.error().offset >= 0 && read.error().offset <= json.size()));
    check(read || read.error().word.size() <= 60);
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto group = readCriteria(json);
    checkFault(group, json);
    if (group) {
        const QByteArray bytes = writeCriteria(*group);
        check(readCriteria(bytes) == *group);
        check(readCriteria(writeCriteria(*group, JsonWriter::Form::Indented)) == *group);
        check(writeCriteria(*readCriteria(bytes)) == bytes);
        // Answers may hold more, never less.
        check(readCriteriaMember(R"({"criteria":)" + json + '}', QStringLiteral("criteria")) == *group);
    }
    const auto nodes = readCriteriaNodes(json);
    checkFault(nodes, json);
    check(nodes.has_value() || !group);
    if (nodes)
        check(readCriteriaNodes(writeCriteriaNodes(*nodes)) == *nodes);
    const auto text = readDefinition(json);
    checkFault(text, json);
    check(text.has_value() || !group);
    if (text && !text->bareCriteria)
        check(readDefinition(writeDefinition(text->definition, text->version, JsonWriter::Form::Indented)) == *text);
    checkFault(readCriteriaMember(json, QStringLiteral("criteria")), json);
    return 0;
}

} // namespace fuzz_criteria

MUSTER_FUZZER(fuzz_criteria)
