// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <QSet>
#include <QtGlobal>
#include <optional>
#include <simdjson.h>
#include <string>
#include <string_view>

namespace muster {

/// Appends `text` (UTF-8) as the inside of a JSON string. Pages are rendered by hand: they are asked for most.
void sandboxAppendEscaped(std::string &out, std::string_view text);
void sandboxAppendNumber(std::string &out, qint64 value);

/// What strict readers of request bodies share: members by name and each once, texts, whole values to go past. Collects
/// every fault instead of stopping at the first; what returns false has met broken JSON, which ends the reading.
class SandboxBodyReader
{
protected:
    using Value = simdjson::ondemand::value;
    using Object = simdjson::ondemand::object;
    using Type = simdjson::ondemand::json_type;
    static constexpr auto success = simdjson::SUCCESS;

    explicit SandboxBodyReader(QList<FieldFault> &faults)
        : m_faults(faults)
    {
    }

    void fault(const QString &field, QLatin1String issue) { m_faults.append({field, issue}); }
    /// Gives the object that `body` is to `take`. False: it is none, or something stands behind it.
    template <typename Take>
    [[nodiscard]] static bool readObject(const QByteArray &body, Take take)
    {
        const simdjson::padded_string json(body.constData(), static_cast<std::size_t>(body.size()));
        simdjson::ondemand::parser parser;
        simdjson::ondemand::document document;
        Object object;
        return parser.iterate(json).get(document) == success && document.get_object().get(object) == success
            && take(object) && document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    }
    /// Walks over the members of `object`, each name once: take(name, value).
    template <typename Take>
    [[nodiscard]] bool forEachMember(Object object, const QString &prefix, Take take)
    {
        QSet<QString> seen;
        for (auto field : object) {
            std::string_view key;
            Value value;
            if (field.unescaped_key().get(key) != success || !isUtf8(key))
                return false;
            const QString name = textOf(key);
            if (field.value().get(value) != success)
                return false;
            if (seen.contains(name))
                fault(prefix + name.left(100), QLatin1String("named twice"));
            seen.insert(name);
            if (!take(name, value))
                return false;
        }
        return true;
    }
    /// `text` stays as it is, with a fault, when the value is none.
    [[nodiscard]] bool readText(Value value, const QString &field, std::optional<QString> &text);
    /// Goes past a value that nobody looks at.
    [[nodiscard]] static bool isWhole(Value value);
    /// The parser hands out numbers unseen; whatever it can read as one is one, however large.
    [[nodiscard]] static bool isNumber(std::string_view token);
    /// The token that a scalar is, without the white space behind it.
    [[nodiscard]] static std::string_view tokenOf(Value value);
    [[nodiscard]] static QString textOf(std::string_view text);
    [[nodiscard]] static bool isUtf8(std::string_view text);

private:
    QList<FieldFault> &m_faults;
};

} // namespace muster
