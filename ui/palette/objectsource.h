// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/palette/palettesource.h"

#include <QList>
#include <functional>

namespace muster {

/// Objects of one type that somebody hands in: how they are shown and opened are functions of it.
template <typename Object>
class ObjectSource : public PaletteSource
{
public:
    using Show = std::function<PaletteEntry(const Object &)>; ///< Of the same object always the same id.
    using Open = std::function<void(const Object &)>;

    ObjectSource(Show show, Open open, QObject *parent)
        : PaletteSource(parent)
        , m_show(std::move(show))
        , m_open(std::move(open))
    {
    }
    void setObjects(const QList<Object> &objects)
    {
        m_objects = objects;
        Q_EMIT changed();
    }
    [[nodiscard]] const QList<Object> &objects() const { return m_objects; }
    [[nodiscard]] qsizetype count() const override { return m_objects.size(); }
    [[nodiscard]] PaletteEntry entry(qsizetype place) const override { return m_show(m_objects[place]); }
    void open(const QString &id) override
    {
        for (qsizetype i = 0; i < m_objects.size(); ++i) {
            if (m_show(m_objects[i]).id != id)
                continue;
            const Object object = m_objects[i]; // opening it may bring other ones
            m_open(object);
            return;
        }
    }

private:
    const Show m_show;
    const Open m_open;
    QList<Object> m_objects;
};

} // namespace muster
