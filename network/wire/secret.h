// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace muster {

/// A secret or token in memory: wiped when destroyed, kept out of core dumps where the system allows (S05).
/// Movable, shareable by copy of the bytes only through explicit bytes(). Never printed: there is no operator<<.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArrayView bytes);
    Secret(const Secret &other);
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret other) noexcept;
    ~Secret();

    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] QByteArrayView bytes() const { return {m_data, m_size}; }
    bool operator==(const Secret &other) const { return bytes() == other.bytes(); }

private:
    char *m_data = nullptr;
    qsizetype m_size = 0;
};

} // namespace muster
