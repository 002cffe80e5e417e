// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/verbatimjson.h"
#include "network/wire/apierror.h"
#include "network/wire/criteria.h"

#include <QByteArray>
#include <tl/expected.hpp>

namespace muster {

/// Members in the order operator, conditions and field, operator, value. For the writers of criteria and of what holds
/// some.
void writeCriteriaGroup(JsonWriter &out, const CriteriaGroup &group);
void writeCriteriaNode(JsonWriter &out, const CriteriaNode &node);
/// A number that is none is written as null, which every reader refuses.
void writeCriteriaValue(JsonWriter &out, const CriteriaValue &value);

/// Criteria (contract section 6.2) as JSON and back. Pure, safe on any thread.
///
/// Read are groups of up to 31 levels, so that a rule can name the one that is too deep (F76); JSON nested further, and
/// anything that StrictJson refuses, is a fault. A group without conditions is read: a draft may have one. Numbers keep
/// their spelling. What is written depends on nothing but the values and is read as the same again.
inline constexpr qsizetype maxCriteriaBytes = 1 << 20;
inline constexpr qsizetype maxCriteriaNumber = 1000; ///< Characters of a number.

template <typename Value>
using CriteriaRead = tl::expected<Value, CriteriaFault>;

/// Requests and files hold nothing but what the contract names; of answers unknown members are passed over (section 1).
enum class UnknownMembers { Refused, Ignored };

/// `outer`: what the group is called in paths of faults; empty: it is the whole.
[[nodiscard]] CriteriaRead<CriteriaGroup> readCriteria(const QByteArray &json, const QString &outer = {});
/// The group that the member `name` of the object `json` is; everything else in it is passed over, also within the
/// group. For answers, from their own bytes. Takes up to maxSmallReply.
[[nodiscard]] CriteriaRead<CriteriaGroup> readCriteriaMember(const QByteArray &json, const QString &name);
/// A group, a condition, or an array of such.
[[nodiscard]] CriteriaRead<QList<CriteriaNode>> readCriteriaNodes(const QByteArray &json);

/// Members in the order operator, conditions and field, operator, value. A number that is none is written as null.
[[nodiscard]] QByteArray writeCriteria(const CriteriaGroup &group, JsonWriter::Form layout = JsonWriter::Form::Line);
/// One: itself; several (or none): an array.
[[nodiscard]] QByteArray writeCriteriaNodes(const QList<CriteriaNode> &nodes,
                                            JsonWriter::Form layout = JsonWriter::Form::Line);

/// The same for those who speak in ApiErrors: BadInput with the fault's key as its code, its path as the subject.
[[nodiscard]] ApiError criteriaError(const CriteriaFault &fault);

/// What StrictJson has against `json`, in the terms of criteria; nothing: it may be walked over.
[[nodiscard]] std::optional<CriteriaFault> criteriaJsonFault(QByteArrayView json, qsizetype maxBytes);

/// The nodes under a cursor. For the readers of criteria and of what holds some.
class CriteriaReader
{
public:
    CriteriaReader(JsonCursor &cursor, UnknownMembers unknown)
        : m_cursor(cursor)
        , m_unknown(unknown)
    {
    }

    [[nodiscard]] CriteriaRead<CriteriaNode> node(const QString &path);
    [[nodiscard]] CriteriaRead<CriteriaGroup> group(const QString &path);

    /// A fault at the value that comes next.
    [[nodiscard]] tl::unexpected<CriteriaFault> fault(CriteriaFault::Code code, const QString &path,
                                                      const QString &word = {});
    [[nodiscard]] CriteriaRead<QString> text(const QString &path);
    [[nodiscard]] CriteriaRead<CriteriaValue> value(const QString &path);

private:
    struct Parts;
    [[nodiscard]] std::optional<CriteriaFault> member(const QString &path, Parts &parts);
    [[nodiscard]] CriteriaRead<std::vector<CriteriaNode>> members(const QString &path);
    [[nodiscard]] static CriteriaRead<CriteriaNode> assembled(Parts parts, const QString &path, qsizetype offset);

    JsonCursor &m_cursor;
    UnknownMembers m_unknown;
};

} // namespace muster
