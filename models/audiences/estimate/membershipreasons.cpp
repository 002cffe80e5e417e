// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/membershipreasons.h"

#include <algorithm>

namespace muster {

namespace {

using Node = CriteriaOutline::Node;

NodeReason reasonOf(const ContactColumns &contacts, const Node &node, std::uint32_t row)
{
    NodeReason reason{.path = node.path, .isGroup = node.isGroup};
    if (node.isGroup)
        return reason;
    const int field = contacts.indexOf(node.condition.field);
    reason.isFieldMissing = field < 0;
    if (reason.isFieldMissing)
        return reason;
    const std::string_view cell = contacts.cell(row, field);
    reason.cell = QString::fromUtf8(cell.data(), qsizetype(cell.size()));
    reason.truth = ConditionTest(node.condition, contacts.field(field).type).judge(cell);
    return reason;
}

/// How few conditions have to change so that nodes come to say something else: by the members of groups, from the
/// conditions upwards.
class Changes
{
public:
    Changes(const CriteriaOutline &outline, const MembershipReasons &reasons)
        : m_outline(outline)
        , m_costs(outline.nodes.size())
    {
        for (std::size_t i = outline.nodes.size(); i-- > 0;) { // members before their group
            if (outline.nodes[i].isGroup)
                weighGroup(i);
            else
                weighCondition(i, reasons.nodes[qsizetype(i)].truth);
        }
    }

    [[nodiscard]] QList<CriteriaPath> to(bool wanted) const
    {
        QList<CriteriaPath> paths;
        collect(0, wanted, paths);
        return paths;
    }

private:
    /// To become surely out and surely in.
    using Costs = std::array<qint64, 2>;

    void weighCondition(std::size_t i, Truth truth)
    {
        m_costs[i] = {truth == Truth::False ? 0 : 1, truth == Truth::True ? 0 : 1};
    }
    void weighGroup(std::size_t i)
    {
        const Node &group = m_outline.nodes[i];
        if (!group.saysSomething)
            return;
        const bool needsAll = group.join == CriteriaJoin::And; // ...of its members, to be in
        qint64 sum = 0, least = std::numeric_limits<qint64>::max();
        for (const int member : group.members) {
            if (!m_outline.nodes[std::size_t(member)].counts())
                continue;
            sum += m_costs[std::size_t(member)][needsAll ? 1 : 0];
            least = std::min(least, m_costs[std::size_t(member)][needsAll ? 0 : 1]);
        }
        m_costs[i] = needsAll ? Costs{least, sum} : Costs{sum, least};
    }
    void collect(std::size_t i, bool wanted, QList<CriteriaPath> &paths) const
    {
        const Node &node = m_outline.nodes[i];
        if (m_costs[i][wanted ? 1 : 0] == 0)
            return;
        if (!node.isGroup) {
            paths.append(node.path);
            return;
        }
        const bool needsAll = (node.join == CriteriaJoin::And) == wanted;
        for (const int member : node.members) {
            const auto at = std::size_t(member);
            if (!m_outline.nodes[at].counts())
                continue;
            if (needsAll) {
                collect(at, wanted, paths);
            } else if (m_costs[at][wanted ? 1 : 0] == m_costs[i][wanted ? 1 : 0]) {
                collect(at, wanted, paths);
                return;
            }
        }
    }

    const CriteriaOutline &m_outline;
    std::vector<Costs> m_costs;
};

} // namespace

MembershipReasons membershipReasons(const ContactColumns &contacts, const CriteriaQuestion &question, std::uint32_t row)
{
    const CriteriaOutline outline = CriteriaOutline::of(question);
    MembershipReasons reasons{.row = row};
    for (std::size_t i = 0; i < outline.nodes.size(); ++i) {
        reasons.nodes.append(reasonOf(contacts, outline.nodes[i], row));
        reasons.nodes.last().takesPart = outline.takesPart(int(i));
    }
    for (std::size_t i = outline.nodes.size(); i-- > 0;) { // members before their group
        const Node &group = outline.nodes[i];
        if (!group.isGroup || !group.saysSomething)
            continue;
        const bool isAll = group.join == CriteriaJoin::And;
        Truth truth = isAll ? Truth::True : Truth::False;
        for (const int member : group.members) {
            if (!outline.nodes[std::size_t(member)].counts())
                continue;
            const Truth other = reasons.nodes[member].truth;
            truth = isAll ? std::min(truth, other) : std::max(truth, other);
        }
        reasons.nodes[qsizetype(i)].truth = truth;
    }
    reasons.truth = reasons.nodes.constFirst().truth;
    if (!outline.nodes.front().saysSomething)
        return reasons;
    const Changes changes(outline, reasons);
    if (reasons.truth != Truth::True)
        reasons.toGetIn = changes.to(true);
    if (reasons.truth != Truth::False)
        reasons.toGetOut = changes.to(false);
    return reasons;
}

std::optional<std::uint32_t> findContact(const ContactColumns &contacts, int field, const QString &text,
                                         const std::stop_token &stop)
{
    const std::string wanted = text.toStdString();
    const int first = field < 0 ? 0 : field, last = field < 0 ? contacts.fieldCount() : field + 1;
    for (std::size_t chunk = 0; chunk < contacts.chunkCount() && !wanted.empty(); ++chunk) {
        std::optional<std::uint32_t> found;
        for (int at = first; at < last && !stop.stop_requested(); ++at) {
            const TextColumn &cells = contacts.field(at).chunks[chunk].cells;
            const std::uint32_t rows = std::min(contacts.rowsIn(chunk), found.value_or(contacts.rowsIn(chunk)));
            for (std::uint32_t row = 0; row < rows; ++row) {
                if (cells.at(row) == wanted) {
                    found = row;
                    break;
                }
            }
        }
        if (found)
            return std::uint32_t(chunk) * ContactColumns::chunkRows + *found;
    }
    return std::nullopt;
}

} // namespace muster
