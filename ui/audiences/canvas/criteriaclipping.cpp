// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/criteriaclipping.h"

#include "models/audiences/audiencefile.h"
#include "models/text/criteriafaultwords.h"

#include <QMimeData>

namespace muster {

namespace {

const QString jsonType = QStringLiteral("application/json");
/// Numbers of nodes and which view they are from; means nothing outside this process.
const QString ownType = QStringLiteral("application/x-muster-criteria-nodes");

QByteArray nameOf(const QObject *view)
{
    return QByteArray::number(quintptr(view), 16);
}

} // namespace

std::unique_ptr<QMimeData> clippingOf(const CriteriaTree &tree, const QList<CriteriaNodeId> &nodes,
                                      const QObject *draggedFrom)
{
    auto data = std::make_unique<QMimeData>();
    const QByteArray json = criteriaClipboard(tree, nodes);
    data->setData(jsonType, json);
    data->setText(QString::fromUtf8(json));
    if (draggedFrom) {
        QByteArrayList own{nameOf(draggedFrom)};
        for (const CriteriaNodeId node : nodes)
            own << QByteArray::number(node);
        data->setData(ownType, own.join(' '));
    }
    return data;
}

QList<CriteriaNodeId> clippedNodes(const QMimeData &data, const QObject *view)
{
    const QByteArrayList own = data.data(ownType).split(' ');
    QList<CriteriaNodeId> nodes;
    if (own.first() != nameOf(view))
        return nodes;
    for (const QByteArray &number : own.mid(1))
        nodes << number.toUInt();
    return nodes;
}

bool hasClipping(const QMimeData &data)
{
    return data.hasFormat(jsonType) || data.hasText();
}

tl::expected<QList<CriteriaNode>, QString> readClipping(const QMimeData &data)
{
    const QByteArray json = data.hasFormat(jsonType) ? data.data(jsonType) : data.text().toUtf8();
    auto parts = readCriteriaClipboard(json);
    if (!parts)
        return tl::unexpected(criteriaFaultText(parts.error()));
    return *std::move(parts);
}

} // namespace muster
