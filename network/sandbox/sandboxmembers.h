// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxdata.h"
#include "network/wire/criteria.h"

#include <string>
#include <vector>

namespace muster {

/// Which of the sandbox's people an audience's criteria catch. The contract is silent on it; this is what the segments
/// do (section 3): text is compared by its code units, case counts; the ordering operators compare numbers in integer
/// and decimal fields and text in date and datetime fields; a person without the field matches not_equals only. A
/// number field equals a text that is a number, too. Immutable; safe on any thread.
class SandboxMembers
{
public:
    SandboxMembers(const SandboxData &data, const CriteriaGroup &criteria);

    /// Why nobody can be counted, in the service's words: an unknown or deprecated field, an order asked of a text, a
    /// value that does not fit. Empty: nothing.
    [[nodiscard]] const QString &error() const { return m_error; }
    /// Only without error().
    [[nodiscard]] bool contains(qint64 contact) const;

private:
    struct Test
    {
        SandboxAttribute attribute;
        CriteriaOperator op;
        bool numeric = false; ///< Compared as numbers.
        double number = 0;
        std::string text;
    };
    struct Node
    { ///< Of a tree written in pre-order; a group's members follow it.
        bool isGroup = false;
        CriteriaJoin join = CriteriaJoin::And;
        std::size_t end = 0; ///< Behind the node's last descendant.
        std::size_t test = 0;
    };

    void add(const CriteriaGroup &group);
    void add(const CriteriaCondition &condition);
    [[nodiscard]] bool holds(std::size_t node, qint64 contact) const;
    [[nodiscard]] bool passes(const Test &test, qint64 contact) const;

    SandboxData m_data;
    QString m_error;
    std::vector<Test> m_tests;
    std::vector<Node> m_nodes;
};

} // namespace muster
