// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/icons.h"

#include "resources/resources.h"
#include "ui/common/theme.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPaintEngine>
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

    /// Tables paint an icon in each row: on a screen it comes from the cache, elsewhere (paper) it is drawn as lines.
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        // A rectangle wider than high leaves room at the right: the distance between icon and word.
        const int side = std::min(rect.width(), rect.height());
        if (painter->paintEngine()->type() != QPaintEngine::Raster) {
            draw(painter, QRect(rect.left(), rect.top(), side, side), mode);
            return;
        }
        // As many dots as it gets on the screen, also where a canvas is zoomed.
        const qreal ratio = painter->device()->devicePixelRatioF() * std::max(painter->transform().m11(), 0.1);
        QPixmap icon = pixmap(QSizeF(side * ratio, side * ratio).toSize(), mode, state);
        if (icon.isNull())
            return;
        painter->save();
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawPixmap(QRectF(rect.left(), rect.top(), side, side), icon, QRectF(icon.rect()));
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        if (size.isEmpty())
            return {};
        const QString key = QStringLiteral("muster/%1/%2/%3/%4x%5/%6/%7")
                                .arg(m_name)
                                .arg(int(m_role))
                                .arg(int(mode))
                                .arg(size.width())
                                .arg(size.height())
                                .arg(colour(mode))
                                .arg(int(Theme::instance().isHighContrast()));
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        const int side = std::min(size.width(), size.height());
        draw(&painter, QRect(0, 0, side, side), mode);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new SvgIconEngine(m_name, m_role); }

private:
    [[nodiscard]] QString colour(QIcon::Mode mode) const
    {
        return Theme::instance().colour(mode == QIcon::Disabled ? ColourRole::Muted : m_role).name();
    }

    void draw(QPainter *painter, const QRect &place, QIcon::Mode mode) const
    {
        QByteArray svg = source(m_name);
        svg.replace("currentColor", colour(mode).toLatin1());
        QSvgRenderer renderer(svg);
        painter->save();
        if (mode == QIcon::Disabled)
            painter->setOpacity(Theme::instance().isHighContrast() ? 1.0 : 0.6);
        renderer.render(painter, QRectF(place));
        painter->restore();
    }

    const QString m_name;
    const ColourRole m_role;
};

} // namespace

QIcon themedIcon(const QString &name, ColourRole role)
{
    return QIcon(new SvgIconEngine(name, role));
}

} // namespace muster
