// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/verbatimjson.h"
#include "network/wire/keytable.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QUrl>
#include <algorithm>
#include <limits>
#include <optional>
#include <type_traits>

namespace muster {

/// Takes members out of a JSON object of ours and remembers whether one was missing, of another type or not expected.
/// Reading goes on after a fault, with empty values; good() tells at the end. The object must outlive the reader.
class MemberReader
{
public:
    explicit MemberReader(const QJsonObject &object)
        : m_object(object)
    {
    }

    [[nodiscard]] bool has(QLatin1String name) const { return m_object.contains(name); }
    [[nodiscard]] QJsonValue value(QLatin1String name); ///< Whatever it is.
    [[nodiscard]] QString text(QLatin1String name);
    [[nodiscard]] bool flag(QLatin1String name);
    [[nodiscard]] qint64 number(QLatin1String name); ///< Whole, below 10^15.
    [[nodiscard]] QJsonArray array(QLatin1String name);
    [[nodiscard]] QJsonObject object(QLatin1String name);
    [[nodiscard]] QStringList texts(QLatin1String name); ///< An array of nothing but texts.
    /// What else has to hold for the member that was taken last.
    void require(bool condition);
    /// For what is read apart: `place` says where a fault is.
    void require(bool condition, const QString &place);
    /// All was there, and nothing else.
    [[nodiscard]] bool good() const { return m_firstFault.isEmpty() && m_object.size() == m_taken; }
    /// The first member with a fault; "unexpected" when there are members that nobody took; empty when good().
    [[nodiscard]] QString fault() const;

private:
    const QJsonObject &m_object;
    QString m_last, m_firstFault;
    qsizetype m_taken = 0;
};

class JsonMembers;

/// Tells the members of a value, see JsonMembers.
template <typename Value>
using DescribeMembers = std::type_identity_t<void (*)(JsonMembers &members, Value &value)>;

/// The members of an object of ours, told once for both ways: the same calls write them or read them back. Reading is
/// as strict as MemberReader, and what lies outside a given range is a fault; writing takes the values as they are.
class JsonMembers
{
public:
    explicit JsonMembers(JsonWriter &writer)
        : m_writer(&writer)
    {
    }
    explicit JsonMembers(MemberReader &reader)
        : m_reader(&reader)
    {
    }

    [[nodiscard]] bool isReading() const { return m_reader != nullptr; }
    void member(const char *name, QString &text);
    void member(const char *name, bool &flag);
    void member(const char *name, QStringList &texts);
    void member(const char *name, QUrl &url); ///< Encoded; "" is none.
    void member(const char *name, QDateTime &time); ///< UTC, with milliseconds; a fault, too, an invalid one.
    /// A fault, too, what is below `least` or above `most`.
    template <typename Integer>
    void member(const char *name, Integer &number, qint64 least, qint64 most = std::numeric_limits<Integer>::max())
    {
        qint64 value = number;
        whole(name, value, least, most);
        number = Integer(std::clamp(value, least, most));
    }
    void version(qint64 version); ///< A fault, too, any other.
    /// Whether a member that need not be there is; when writing, `set` says so.
    [[nodiscard]] bool isThere(const char *name, bool set) const
    {
        return isReading() ? m_reader->has(QLatin1String(name)) : set;
    }
    /// -1 is none.
    void numberOrNone(const char *name, std::optional<qint64> &number);
    /// Not there: none.
    void textIfAny(const char *name, std::optional<QString> &text);
    /// There only when true.
    void flagIfSet(const char *name, bool &flag);
    /// As `keyOf(value)` writes it and `valueOf(key)`, an optional, reads it.
    template <typename Value, typename KeyOf, typename ValueOf>
    void key(const char *name, Value &value, KeyOf keyOf, ValueOf valueOf)
    {
        QString key = isReading() ? QString() : QString(keyOf(value));
        member(name, key);
        if (isReading()) {
            const auto known = valueOf(key);
            require(known.has_value());
            value = known.value_or(value);
        }
    }
    /// By its keyTable.
    template <typename Value>
    void key(const char *name, Value &value)
    {
        key(
            name, value, [](Value written) { return keyOf(written); },
            [](const QString &read) { return valueOf<Value>(read); });
    }
    /// An object; `describe(members)` tells what is in it.
    template <typename Describe>
    void object(const char *name, Describe describe)
    {
        if (m_writer != nullptr) {
            m_writer->beginObject(name);
            describe(*this);
            m_writer->endObject();
        } else {
            const QJsonValue value = m_reader->value(QLatin1String(name));
            readPart(value.toObject(), QLatin1String(name), describe);
            require(value.isObject());
        }
    }
    /// An array of objects, at most `most` when read; `describe(members, part)` tells what is in one.
    template <typename Part>
    void objects(const char *name, QList<Part> &parts, qsizetype most, DescribeMembers<Part> describe)
    {
        if (m_writer != nullptr) {
            m_writer->beginArray(name);
            for (Part &part : parts) {
                m_writer->beginObject();
                describe(*this, part);
                m_writer->endObject();
            }
            m_writer->endArray();
            return;
        }
        const QJsonArray values = m_reader->array(QLatin1String(name));
        require(values.size() <= most);
        parts.clear();
        for (qsizetype i = 0; i < std::min(values.size(), most); ++i) {
            const QString place = QStringLiteral("%1[%2]").arg(QLatin1String(name), QString::number(i));
            m_reader->require(values[i].isObject(), place);
            readPart(values[i].toObject(), place,
                     [&](JsonMembers &members) { describe(members, parts.emplaceBack()); });
        }
    }
    /// What else has to hold for the member before, when read.
    void require(bool condition);

private:
    void whole(const char *name, qint64 &number, qint64 least, qint64 most);
    template <typename Describe>
    void readPart(const QJsonObject &object, const QString &place, Describe describe)
    {
        MemberReader reader(object);
        JsonMembers members(reader);
        describe(members);
        m_reader->require(reader.good(), QString(place + u'.' + reader.fault()));
    }

    JsonWriter *m_writer = nullptr;
    MemberReader *m_reader = nullptr;
};

/// The canonical JSON of `value`, by what `describe(members, value)` tells of it.
template <typename Value>
[[nodiscard]] QByteArray canonicalJson(Value value, DescribeMembers<Value> describe)
{
    JsonWriter json;
    JsonMembers members(json);
    json.beginObject();
    describe(members, value);
    json.endObject();
    return json.bytes();
}

/// The same for what stands in a larger file.
template <typename Value>
[[nodiscard]] QJsonObject jsonObject(const Value &value, DescribeMembers<Value> describe)
{
    return QJsonDocument::fromJson(canonicalJson(value, describe)).object();
}

/// Reads `value` back; gives the place of the first fault ("fields[2].source"), empty when there is none.
template <typename Value>
[[nodiscard]] QString memberFault(const QJsonObject &object, Value &value, DescribeMembers<Value> describe)
{
    MemberReader reader(object);
    JsonMembers members(reader);
    describe(members, value);
    return reader.fault();
}

} // namespace muster
