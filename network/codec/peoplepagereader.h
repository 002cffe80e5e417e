// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/recordpagebuilder.h"
#include "network/wire/segment.h"
#include "network/wire/segmentcondition.h"

#include <QStringList>
#include <bitset>
#include <map>
#include <span>
#include <unordered_map>
#include <vector>

namespace muster {

/// A member that a record is known to have.
struct PeopleMember
{
    enum class Kind {
        Id, ///< The contact id, as text or as a whole number.
        Value, ///< An attribute, whatever its JSON.
        Group, ///< An object whose members are attributes: "messageStatistics.inbound".
        Fields, ///< An array of objects, each the name and the value of an attribute: "otherFields.Plan".
        Numbers, ///< An array of objects with an attribute each, called by its place from 1: "phone2".
    };
    std::string_view name; ///< Not to be escaped in JSON.
    Kind kind = Kind::Value;
    AttributeType type = AttributeType::String; ///< Of each of its attributes.
    std::string_view valueMember = {}; ///< Of Fields and Numbers.
    std::string_view nameMember = {}; ///< Of Fields.
    std::string_view called = {}; ///< Of Numbers: what stands before the place.
};

/// Where things stand in a page of records that say more than is asked for. Points into constants.
struct PeoplePageShape
{
    static constexpr std::size_t maxMembers = 128;

    std::string_view wrapper; ///< The object that holds all else; empty: the page itself.
    std::string_view records; ///< The array.
    std::string_view total; ///< How many records there are in all.
    std::span<const PeopleMember> members; ///< At most maxMembers, none twice; what else comes is an extra (F63).
    /// What the names of members begin with that the service keeps its books in: no part of what a record is; empty:
    /// there are none.
    std::string_view books = {};
};

/// What of a record becomes which column, and which records count; made once per query. Immutable, any thread.
class PeoplePlan
{
public:
    /// What becomes of members that a record is known to have and that nobody asked for.
    enum class Rest {
        LeftOut,
        /// With the extras, byte for byte; of Groups, Fields and Numbers the whole, whatever was asked of it. Without
        /// the books, which change while the record stays what it is.
        Kept,
    };

    /// `columns` as they are called in the file. A filter on an attribute that no record can have, or of which no
    /// SegmentCondition can be made, lets no record through: what was not understood must not widen a file.
    PeoplePlan(const PeoplePageShape &shape, const QStringList &columns, const QList<SegmentFilter> &filters,
               Rest rest = Rest::LeftOut);

    struct Field
    {
        const PeopleMember *member = nullptr;
        std::ptrdiff_t column = -1; ///< Of a Value; -1: nobody asked for it.
        bool isKept = false; ///< With the extras.
        /// Of the others: which attributes inside were asked for, by name, or by place in `places`.
        std::map<std::string, std::ptrdiff_t, std::less<>> columns;
        std::vector<std::ptrdiff_t> places;
        [[nodiscard]] bool isAskedFor() const { return column >= 0 || !columns.empty() || !places.empty(); }
    };
    struct Filter
    {
        std::size_t column = 0;
        std::optional<SegmentCondition> condition; ///< nullopt: nothing fits.
    };

    [[nodiscard]] const PeoplePageShape &shape() const { return m_shape; }
    [[nodiscard]] const std::vector<Field> &fields() const { return m_fields; } ///< In the order of the members.
    [[nodiscard]] std::ptrdiff_t fieldOf(const std::string &name) const; ///< -1: there is no such member.
    [[nodiscard]] const std::vector<Filter> &filters() const { return m_filters; }
    [[nodiscard]] bool keepsRest() const { return m_keepsRest; }
    [[nodiscard]] std::size_t columnCount() const { return m_columnCount; }
    /// Columns and, behind them, what only filters look at.
    [[nodiscard]] std::size_t cellCount() const { return m_cellCount; }

private:
    /// The type of the attribute; nullopt: there is none of that name.
    [[nodiscard]] std::optional<AttributeType> place(const QString &attribute, std::ptrdiff_t column);

    const PeoplePageShape m_shape;
    std::vector<Field> m_fields;
    std::unordered_map<std::string, std::ptrdiff_t> m_fieldsByName;
    std::vector<Filter> m_filters;
    std::size_t m_columnCount = 0, m_cellCount = 0;
    const bool m_keepsRest;
};

/// One pass over one page. Not reusable.
class PeoplePageReader : private RecordPageBuilder
{
public:
    PeoplePageReader(simdjson::ondemand::parser &parser, const PeoplePlan &plan);

    /// `body` needs simdjson's padding readable behind its end. The page's nextCursor is left to whoever knows how it
    /// was asked for.
    [[nodiscard]] Result<RecordPage> read(const QByteArray &body);
    /// The first record byte for byte, a part of the body; empty: there is none.
    [[nodiscard]] std::string_view firstRecord() const { return m_firstRecord; }

private:
    bool readPage(simdjson::ondemand::document &document);
    bool readMembers(Object object, bool isInner);
    bool readPageMember(Key key, Value value, bool isInner);
    bool readTotal(Value value);
    bool readRecords(Value value);
    bool readRecord(Object record);
    bool readRecordMember(Key key, Value value, std::size_t position);
    bool readField(const PeoplePlan::Field &field, Key key, Value &value);
    bool readGroup(const PeoplePlan::Field &field, Key key, Value &value);
    bool readElements(const PeoplePlan::Field &field, Key key, Value &value);
    bool readElement(const PeoplePlan::Field &field, Object element, std::size_t place);
    bool keep(std::ptrdiff_t column, Value &value);
    /// Validates what nobody asked for, and keeps it where the plan says so.
    bool passOver(const PeoplePlan::Field &field, Key key, Value &value);
    bool isNull(Value &value, bool &null);
    void endRecord(char *arenaBefore);
    [[nodiscard]] bool passes() const;

    const PeoplePlan &m_plan;
    std::string_view m_firstRecord;
    std::set<std::string> m_outerKeys, m_innerKeys;
    bool m_hasWrapper = false, m_hasRecords = false, m_hasTotal = false;
    std::vector<std::ptrdiff_t> m_order; ///< Which field stood where in the record before.

    // Of the record being read.
    std::vector<RecordCell> m_row;
    std::bitset<PeoplePageShape::maxMembers> m_seen;
};

} // namespace muster
