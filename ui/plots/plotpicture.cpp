// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/plotpicture.h"

#include "ui/plots/timechart.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>
#include <QWidget>

namespace muster {

PlotPicture::PlotPicture(TimeChart &chart, const QColor &ground)
    : m_size(chart.widget()->size())
    , m_ground(ground)
{
    QPainter painter(&m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    chart.draw(painter);
}

QImage PlotPicture::image(int scale) const
{
    QImage image(m_size * scale, QImage::Format_ARGB32_Premultiplied);
    image.fill(m_ground);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(scale, scale);
    painter.drawPicture(0, 0, m_picture);
    return image;
}

QByteArray PlotPicture::png() const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image(2).save(&buffer, "PNG");
    return bytes;
}

QByteArray PlotPicture::svg(const QString &title) const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(title);
    generator.setSize(m_size);
    generator.setViewBox(QRect(QPoint(), m_size));
    generator.setResolution(m_picture.logicalDpiX()); // so that a point of a font is as large as it was shown
    QPainter painter(&generator);
    painter.fillRect(QRect(QPoint(), m_size), m_ground);
    painter.drawPicture(0, 0, m_picture);
    painter.end();
    return bytes;
}

} // namespace muster
