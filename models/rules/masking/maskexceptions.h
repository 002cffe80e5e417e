// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"

#include <string>
#include <string_view>
#include <vector>

namespace muster {

struct MaskCandidate;

/// Whose conversation is searched, and when: exceptions have a scope and an end.
struct MaskContext
{
    QString interactionId;
    QDateTime now; ///< Invalid: exceptions that expire count as expired.
};

/// The policy's exceptions in the form in which texts are compared: small letters and digits only. Immutable.
class MaskExceptions
{
public:
    static constexpr std::size_t maxEntries = 5'000, maxText = 400; ///< UTF-8 bytes of one text.
    explicit MaskExceptions(const QList<MaskException> &exceptions);

    [[nodiscard]] bool hasAllowed() const { return !m_allowed.empty(); }
    /// Of a whole finding's text: an allowed word does not open the longer text around it.
    [[nodiscard]] bool allows(Entity entity, std::string_view text, const MaskContext &context) const;
    /// Takes out merged candidates that are allowed; pieces of one thing together, by all their texts.
    void removeAllowed(std::string_view text, const MaskContext &context, std::vector<MaskCandidate> &candidates) const;
    /// Appends a candidate for each denied text that stands in `text`, whole words only.
    void findDenied(std::string_view text, const MaskContext &context, std::vector<MaskCandidate> &candidates) const;

    /// Small letters and digits of `text`, width and zero-width characters aside.
    [[nodiscard]] static std::string comparable(std::string_view text);

private:
    struct Entry
    {
        std::string text; ///< comparable()
        Entity entity = Entity::Own;
        QString interactionId;
        std::optional<QDateTime> expires;
        [[nodiscard]] bool counts(const MaskContext &context) const;
    };
    std::vector<Entry> m_allowed, m_denied; ///< Sorted by text.
};

} // namespace muster
