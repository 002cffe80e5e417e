// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/icons.h"

#include "resources/resources.h"
#include "ui/common/theme.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace muster {

namespace {

const QByteArray &source(const QString &name)
{
    static QHash<QString, QByteArray> cache;
    auto it = cache.find(name);
    if (it == cache.end()) {
        initResources();
        QFile file(QStringLiteral(":/icons/") + name + QStringLiteral(".svg"));
        const bool there = file.open(QIODevice::ReadOnly);
        Q_ASSERT_X(there, "themedIcon", qPrintable(name)); // our own list and our own names
        it = cache.insert(name, there ? file.readAll() : QByteArray());
    }
    return *it;
}

class SvgIconEngine final : public QIconEngine
{
public:
    SvgIconEngine(QString name, ColourRole role)
        : m_name(std::move(name))
        , m_role(role)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const ColourRole role = mode == QIcon::Disabled ? ColourRole::Muted : m_role;
        QByteArray svg = source(m_name);
        svg.replace("currentColor", Theme::instance().colour(role).name().toLatin1());
        QSvgRenderer renderer(svg);
        painter->save();
        if (mode == QIcon::Disabled)
            painter->setOpacity(Theme::instance().isHighContrast() ? 1.0 : 0.6);
        // A rectangle wider than high leaves room at the right: the distance between icon and word.
        const int side = std::min(rect.width(), rect.height());
        renderer.render(painter, QRectF(rect.left(), rect.top(), side, side));
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        const QString key
            = QStringLiteral("muster/%1/%2/%3/%4x%5/%6")
                  .arg(m_name)
                  .arg(int(m_role))
                  .arg(int(mode))
                  .arg(size.width())
                  .arg(size.height())
                  .arg(Theme::instance().colour(mode == QIcon::Disabled ? ColourRole::Muted : m_role).name());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new SvgIconEngine(m_name, m_role); }

private:
    const QString m_name;
    const ColourRole m_role;
};

} // namespace

QIcon themedIcon(const QString &name, ColourRole role)
{
    return QIcon(new SvgIconEngine(name, role));
}

} // namespace muster
